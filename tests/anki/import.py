"""Imports text files into a new collection of Anki's, one after another, and prints its notes as JSON."""

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest


def main(files):
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        for file in files:
            metadata = collection.get_csv_metadata(path=file, delimiter=None)
            collection.import_csv(ImportCsvRequest(path=file, metadata=metadata))
        notes = [collection.get_note(note) for note in collection.find_notes("")]
        found = [
            {
                "guid": note.guid,
                "fields": note.fields,
                "tags": note.tags,
                "decks": [collection.decks.name(card.did) for card in note.cards()],
            }
            for note in notes
        ]
        collection.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
