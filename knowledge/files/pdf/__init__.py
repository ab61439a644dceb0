"""PDF files to Markdown, by what their pages look like and by what their tags and outline say."""
