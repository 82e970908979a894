import SWFModel
import SWFWire

/// The fault with which a request is refused; nil when it is read.
func requestFault<Input: Decodable & Shaped>(_ type: Input.Type, _ json: String) -> Fault? {
    do throws(Fault) {
        _ = try AWSJSON.decodeRequest(type, from: Array(json.utf8))
        return nil
    } catch {
        return error
    }
}
