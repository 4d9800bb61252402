{% macro allowed() -%}
{#- Synthetic rows exist in the demonstration only; a live warehouse never lets one in. -#}
({{ var('include_synthetic') }} or not is_synthetic)
{%- endmacro %}

{% macro end_of_month(column) -%}
last_day(cast({{ column }} || '-01' as date))
{%- endmacro %}
