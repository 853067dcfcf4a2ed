"""The page behind the footer of a mail: what one reader gets, how often, in which language."""
