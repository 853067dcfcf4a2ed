"""Press cards: accreditation for a period."""
