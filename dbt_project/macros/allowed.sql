{% macro allowed() -%}
{#- Synthetic rows exist in the demonstration only; a live warehouse never lets one in. -#}
({{ var('include_synthetic') }} or not is_synthetic)
{%- endmacro %}
