"""What touches the world: the network, the database, Telegram, worker processes."""
