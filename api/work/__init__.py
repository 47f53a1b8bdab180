"""What must run once in an installation: `freshlens work`, under a lease with fencing."""
