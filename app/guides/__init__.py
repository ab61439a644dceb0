"""The folder of guides as a front changes it: files put in and out, texts edited."""
