"""The page: interviews, drills, guides and past sessions in a browser, over what the terminal uses, too."""
