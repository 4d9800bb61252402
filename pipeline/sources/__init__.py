"""Who publishes, and how their list is read: one YAML per publisher, validated by registry.

Holds the declarations (`*.yaml`), their schema (`rules`, `registry`) and questions a declaration answers by itself: is
this publisher responsible in that month, when is its report due. Keeps out: the network and every page.
"""
