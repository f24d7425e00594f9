"""French and English, analysed once in Python for every search engine.

The lowest layer: it knows no model, no page and no setting. `analysis` is its door.
"""
