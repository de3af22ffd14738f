"""What leaves the house about a reviewed posting: notices and statements of reasons, without anybody's personal data."""
