// An author imports Martlet alone: the vocabulary of the service and the logger that contexts hand out come with it.
@_exported public import Logging
@_exported public import SWFModel
