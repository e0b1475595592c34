"""A question in, a verdict out: the search over the knowledge base.

It reads no files but its own data, and writes none.
"""

import os

# The matrices of a question are small: more threads would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from faq.decision import Thresholds
from faq.entry import FaqEntry
from faq.matcher import FaqMatcher
from faq.verdict import Candidate, Doubt, Verdict, VerdictKind

__all__ = ["Candidate", "Doubt", "FaqEntry", "FaqMatcher", "Thresholds", "Verdict", "VerdictKind"]
