"""Muster: a bot that notices when the numbers change."""
