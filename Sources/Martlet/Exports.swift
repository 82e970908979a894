// An author imports Martlet alone: the vocabulary of the service, the logger that contexts hand out, and what a replay says
// of code that does not follow its history come with it.
@_exported public import Logging
@_exported public import SWFModel

@_exported public import struct DeciderCore.Divergence
@_exported public import struct DeciderCore.SourcePlace
