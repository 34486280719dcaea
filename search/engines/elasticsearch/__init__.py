from search.engines.elasticsearch.engine import ElasticsearchEngine, connect

__all__ = ["ElasticsearchEngine", "connect"]
