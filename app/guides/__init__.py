"""The folder of guides as the page changes it: files put in and out, texts edited."""
