"""A user of the embedded MongoDB for tests: `python embedded_user.py FOLDER`.

Says `ready`, then answers each line on stdin with the number of documents after storing one;
leaves at the end of stdin.
"""

import sys
from pathlib import Path

from pymongo import MongoClient

from api.embedded import mongodb

if __name__ == "__main__":
    with mongodb(Path(sys.argv[1])) as uri, MongoClient[dict[str, object]](uri) as client:
        print("ready", flush=True)  # noqa: T201
        for _ in sys.stdin:
            client.test.kept.insert_one({})
            print(client.test.kept.count_documents({}), flush=True)  # noqa: T201
