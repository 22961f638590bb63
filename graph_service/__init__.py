"""The hierarchy of Chongqing's registered volunteer teams: who reviews, who manages, who may."""

__version__ = "0.1.0"
