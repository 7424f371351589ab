"""One settings module per place it runs: dev, test, production. `base` holds what they share."""
