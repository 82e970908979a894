public import SWFModel

/// Checks a request that was made in this process, so that a client learns of a mistake before it sends one.
public struct RequestValidator {
    /// Checks a request against the limits of the model, exactly as the server does.
    ///
    /// - Parameters:
    ///   - input: The request.
    ///   - limits: The limits of the service, where they are other than the model's.
    /// - Throws: A `ValidationException` that names every broken limit.
    public static func validate(_ input: some Encodable & Shaped, limits: Limits? = nil) throws(Fault) {
        let document: JSONDocument
        do {
            document = try JSONDocument.parse(try AWSJSON.encode(input))
        } catch {
            throw Fault(.serialization)
        }
        try RequestCheck.check(document, against: type(of: input).shape, limits: limits)
    }
}
