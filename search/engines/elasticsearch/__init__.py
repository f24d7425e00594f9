"""The engine that asks Elasticsearch, and what keeps its index right."""
