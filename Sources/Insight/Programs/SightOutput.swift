import CommandSupport
import SWFWire

extension Terminal {
    /// Writes a value as one line of JSON.
    func print(json value: some Encodable) throws {
        print(String(decoding: try AWSJSON.encode(value), as: UTF8.self))
    }
}
