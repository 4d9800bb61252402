{#- The generic tests that dbt does not bring along. Each selects the rows that break the rule. -#}

{% test unique_combination(model, columns) %}
{#- The grain: no two rows agree in all of these columns, and none of them is null. -#}
select {{ columns | join(', ') }}, count(*) as n_rows
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 or {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}

{% test expression_is_true(model, expression) %}
{#- False breaks the rule; unknown (null) does not: say so in the expression if it should. -#}
select *
from {{ model }}
where not coalesce({{ expression }}, true)
{% endtest %}

{% test accepted_range(model, column_name, min_value, max_value) %}
select *
from {{ model }}
where {{ column_name }} < {{ min_value }} or {{ column_name }} > {{ max_value }}
{% endtest %}

{% test not_empty(model) %}
select 'no row' as problem
where not exists (select 1 from {{ model }})
{% endtest %}

{% test never_mixed(model, column_name, to, field) %}
{#- A made-up row never points at a real one, nor the other way round. -#}
select mine.*
from {{ model }} as mine
inner join {{ to }} as theirs on mine.{{ column_name }} = theirs.{{ field }}
where mine.is_synthetic <> theirs.is_synthetic
{% endtest %}
