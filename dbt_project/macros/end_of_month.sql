{% macro end_of_month(month) -%}
{#- The last day of a month given as text, YYYY-MM. -#}
last_day(cast({{ month }} || '-01' as date))
{%- endmacro %}
