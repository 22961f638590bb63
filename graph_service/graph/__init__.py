"""The only user of the driver: statements in, plain rows out.

transaction     what questions and changes are asked of
driver_errors   the driver's errors in our words
patience        what ends a rehearsal that keeps a writer waiting
gate            shut while a whole register is being loaded
lanes           how many may be at work at once, and wait
crowd           who waits meanwhile is served together
catching_up     who has seen a state waits until it is reached
tracing         what a statement was asked with and what it cost
view            what is read, as one request sees it
graph           reads, writes and drafts, the ways in
connecting      a graph over a pool of connections
"""

from graph_service.graph.connecting import connect, connected
from graph_service.graph.crowd import Crowd
from graph_service.graph.graph import Graph
from graph_service.graph.patience import GaveWay
from graph_service.graph.transaction import Reading, Row, Said, Transaction

__all__ = [
    "Crowd",
    "GaveWay",
    "Graph",
    "Reading",
    "Row",
    "Said",
    "Transaction",
    "connect",
    "connected",
]
