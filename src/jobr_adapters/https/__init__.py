"""What adapters of services over HTTPS share."""
