"""Where in a store somebody is: a zone and how long, from beacons heard; never metres."""
