"""The LangGraph graphs: state, nodes, routers and maps."""
