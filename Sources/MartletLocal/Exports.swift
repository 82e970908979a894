// A program that runs Martlet by itself imports this alone: what its workflows and activities need comes with it.
@_exported public import Martlet
