import HTTPTypes
import Logging
import SWFModel
import SWFWire

/// One request that asks for an action, read whole.
struct ServiceCall: Sendable {
    let action: WireAction
    let dialect: Dialect
    let head: HTTPRequest
    let body: [UInt8]
    /// The `x-amzn-RequestId` of the answer, by which the log can be searched.
    let identifier: String
}

/// Lets calls in, has them performed, and makes an answer of whatever comes of it.
struct Reception: Sendable {
    let entrance: Entrance
    let logger: Logger

    /// Answers one call.
    ///
    /// Bodies and credentials are never logged: they may hold anything.
    ///
    /// - Throws: `Connection.Gone` or `CancellationError`, when there is nobody to answer.
    func answer(_ call: ServiceCall, on connection: Connection) async throws -> Answer {
        let started = logger.logLevel <= .debug ? ContinuousClock.now : nil
        let answer: Answer
        do {
            answer = try await perform(call, on: connection)
        } catch let fault as Fault {
            answer = .fault(fault, in: call.dialect)
        } catch let error as Connection.Gone {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            answer = .fault(Fault(.internalFailure), in: call.dialect)
            logger.error(
                "An action failed; the caller was told no more than that.",
                metadata: [
                    "action": "\(call.action.name)", "request_id": "\(call.identifier)",
                    "error": "\(String(reflecting: error))",
                ]
            )
        }
        if let started {
            logger.debug(
                "A request was answered.",
                metadata: [
                    "action": "\(call.action.name)", "request_id": "\(call.identifier)",
                    "status": "\(answer.status.code)", "answer_bytes": "\(answer.body.count)",
                    "answer_time": "\((ContinuousClock.now - started) / .seconds(1))",
                ]
            )
        }
        return answer
    }

    private func perform(_ call: ServiceCall, on connection: Connection) async throws -> Answer {
        let authorized = try await entrance.admit(call)
        guard call.action.isPoll else { return Answer(try await Dispatcher.perform(authorized), in: call.dialect) }
        let (body, delivery) = try await connection.whileClientWaits { try await Dispatcher.poll(authorized) }
        var answer = Answer(body, in: call.dialect)
        answer.delivery = delivery
        return answer
    }
}
