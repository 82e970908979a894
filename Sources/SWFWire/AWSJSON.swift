public import SWFModel

/// The bodies of requests and answers: AWS JSON 1.0 (swf-spec.md 1.2 to 1.4).
///
/// It is a codec of its own, because the service's messages need more than a value or an error: the class of an
/// offending number, all missing members at once, members in alphabetical order, and pages of history that are spliced
/// from ready bytes.
public enum AWSJSON {
    /// The value as compact JSON.
    ///
    /// Members appear in the order in which the type encodes them, alphabetical in SWFModel; those that are nil are left
    /// out. Timestamps are plain decimals with at most three digits of fraction.
    ///
    /// - Throws: What the type throws while it encodes itself, and `EncodingError` for a number that is not finite.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let writer = JSONWriter()
        try writer.encode(value)
        return writer.output.bytes
    }

    /// Reads a value leniently, as clients and stores do: unknown members are ignored, null counts as absent, in a list
    /// too, and of a repeated key the last counts.
    ///
    /// - Throws: ``JSONSyntaxError`` when the text is not JSON, `DecodingError` when it is JSON of something else.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try Value(from: JSONReader(document: try JSONDocument.parse(bytes), node: 0))
    }

    /// Reads a request as the service does (swf-spec.md 1.6, 1.7). An empty body is `{}`.
    ///
    /// - Parameters:
    ///   - type: The request.
    ///   - bytes: The body.
    ///   - limits: The limits of the service, where they are other than the model's.
    /// - Throws: `SerializationException` when the body is not JSON or a value is of the wrong type, and otherwise one
    ///   `ValidationException` that names every broken limit of the model.
    public static func decodeRequest<Input: Decodable & Shaped>(
        _ type: Input.Type,
        from bytes: [UInt8],
        limits: Limits? = nil
    ) throws(Fault) -> Input {
        let document: JSONDocument
        do {
            document = try JSONDocument.parse(bytes.isEmpty ? Array("{}".utf8) : bytes)
        } catch {
            // The service says nothing about what is wrong with the text.
            throw Fault(.serialization)
        }
        try RequestCheck.check(document, against: Input.shape, limits: limits)
        do {
            return try Input(from: JSONReader(document: document, node: 0))
        } catch {
            // What passed the check decodes; a shape and a type that disagree must still not bring the server down.
            throw Fault(.serialization, "The request cannot be read as \(Input.shape.name).")
        }
    }
}
