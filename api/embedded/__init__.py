"""A private MongoDB for trying out and for tests: started by the first user, stopped by the last.

Every user holds a shared lock on `users.lock`. A small supervisor in a session of its own holds
`owner.lock`, runs mongod, and stops it once it can lock `users.lock` for itself, which is when
the last user left or was killed. The kernel keeps the locks, so no crash leaves one behind.
"""

from api.embedded.binary import EmbeddedError
from api.embedded.use import mongodb

__all__ = ["EmbeddedError", "mongodb"]
