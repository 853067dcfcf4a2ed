"""The outbox: every message is a row before it is a mail. It knows topics, not events."""
