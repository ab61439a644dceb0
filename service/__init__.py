"""The service: interviews over HTTP for many people, over what the terminal and the page use, too."""
