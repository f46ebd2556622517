"""What kind of figure it is and which days it covers."""
