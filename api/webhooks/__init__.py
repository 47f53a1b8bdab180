"""Notifications sent on to other systems as signed webhooks (Standard Webhooks 1.0.0)."""
