"""What a source can say, as frozen dataclasses, and their way into RDF and back."""

from .decode import read
from .encode import canonical, quads
from .merge import merge
from .nodes import (
    Actor,
    Agreement,
    Commitment,
    Event,
    Evidence,
    Fact,
    Measure,
    Node,
    Organization,
    Participation,
    Partnership,
    Person,
    Point,
    Post,
    Project,
    Region,
    Source,
    Statement,
    Tenure,
)

__all__ = [
    "Actor", "Agreement", "Commitment", "Event", "Evidence", "Fact", "Measure", "Node", "Organization",
    "Participation", "Partnership", "Person", "Point", "Post", "Project", "Region", "Source", "Statement", "Tenure",
    "canonical", "merge", "quads", "read",
]
