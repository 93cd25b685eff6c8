"""Looking after an installation: health, doctor, demo."""
