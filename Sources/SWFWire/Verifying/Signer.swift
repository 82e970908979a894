/// Who signed a request, as a verifier has found it.
public struct Signer: Hashable, Sendable {
    /// The public half of the key.
    public let accessKeyId: String
    /// The region that the signature is made for: no other would fit.
    public let region: String
}
