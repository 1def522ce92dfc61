"""Text → claims. ``read`` is the only door for the pipeline; ``explain`` and ``relevant`` show and sift.

The reader works by rules and lexicons: phrases of all kinds are found in one pass (lexicon), numbers where a
digit or number word stands (numbers), what they count (counting), who says so (speakers), when and where
(times). Languages are files in ``languages/``; no code knows a language's words or the topic's names.
"""

from bot.claims.gate import Gate, relevant
from bot.claims.reading import Explanation, explain, read

__all__ = ["VERSION", "Explanation", "Gate", "explain", "read", "relevant"]

#: Version of the reader, kept with every article; raised when it reads otherwise, so that ``muster reread``
#: finds what an older one read.
VERSION = 1
