"""Both graphs for LangGraph's own server (`langgraph dev`), its Studio and its clients."""
