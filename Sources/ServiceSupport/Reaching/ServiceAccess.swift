public import AppSettings
public import CommandSupport
import Foundation
public import Logging
public import SWFClient
import SWFWire

/// Reaches the service that the settings name.
public enum ServiceAccess {
    /// A client for the service; nothing is connected yet.
    ///
    /// - Throws: ``Complaint`` (configuration) when the address or the credentials are not usable.
    public static func client(_ settings: Settings, logger: Logger) throws(Complaint) -> RemoteWorkflowService {
        let endpoint: Endpoint
        do {
            endpoint = try Endpoint(settings.endpoint)
        } catch {
            throw Complaint(.configuration, error.description)
        }
        var authority: CertificateAuthority?
        if let file = settings.service.certificateAuthorityFile {
            do {
                authority = try CertificateAuthority(file: file)
            } catch {
                throw Complaint(.configuration, error.description)
            }
        }
        let credentials = try credentials(settings, endpoint, variables: ProcessInfo.processInfo.environment)
        return RemoteWorkflowService(
            configuration: RemoteWorkflowService.Configuration(
                endpoint: settings.endpoint,
                region: settings.service.region,
                credentials: credentials,
                certificateAuthority: authority
            ),
            logger: logger
        )
    }

    /// Does something with a client, and closes its connections afterwards.
    public static func with<Result>(
        _ settings: Settings,
        logger: Logger,
        _ body: (RemoteWorkflowService) async throws -> Result
    ) async throws -> Result {
        let client = try client(settings, logger: logger)
        do {
            let result = try await body(client)
            try? await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// The keys that sign: of the settings, else of the file, else of the variables, else made up when only this machine is asked.
    static func credentials(
        _ settings: Settings,
        _ endpoint: Endpoint,
        variables: [String: String]
    ) throws(Complaint) -> Credentials {
        let service = settings.service
        if let id = service.accessKeyId, let source = service.secretAccessKey {
            func secret(_ source: SecretSource, _ key: String) throws(Complaint) -> String {
                do {
                    return try source.secret(
                        of: "service.\(key)",
                        keyFile: settings.secrets.keyFile,
                        variables: variables
                    ).reveal()
                } catch {
                    throw Complaint(.configuration, error.description)
                }
            }
            var credentials = Credentials(
                accessKeyId: id,
                secretAccessKey: try secret(source, "secretAccessKey"),
                sessionToken: nil
            )
            if let token = service.sessionToken { credentials.sessionToken = try secret(token, "sessionToken") }
            return credentials
        }
        if let file = settings.service.credentialsFile { return try read(file) }
        func variable(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        let key = variable(settings.service.accessKeyIdVariable)
        let secret = variable(settings.service.secretAccessKeyVariable)
        if let key, let secret {
            return Credentials(
                accessKeyId: key,
                secretAccessKey: secret,
                sessionToken: variable(settings.service.sessionTokenVariable)
            )
        }
        if LoopbackHost.matches(endpoint.host) {
            return Credentials(accessKeyId: "martlet", secretAccessKey: "martlet", sessionToken: nil)
        }
        throw Complaint(
            .configuration,
            "\(endpoint.url) needs credentials: set the variables \(settings.service.accessKeyIdVariable) and "
                + "\(settings.service.secretAccessKeyVariable), or name a file in service.credentialsFile."
        )
    }

    private static func read(_ file: String) throws(Complaint) -> Credentials {
        struct Keys: Decodable {
            var accessKeyId: String
            var secretAccessKey: String
            var sessionToken: String?
        }
        do {
            let keys = try AWSJSON.decode(Keys.self, from: [UInt8](Data(contentsOf: URL(filePath: file))))
            return Credentials(
                accessKeyId: keys.accessKeyId,
                secretAccessKey: keys.secretAccessKey,
                sessionToken: keys.sessionToken
            )
        } catch {
            // The error may quote what it read, so it is not repeated here: the file holds a secret.
            throw Complaint(
                .configuration,
                "The credentials file \(file) cannot be read, or is not "
                    + "{\"accessKeyId\": \"…\", \"secretAccessKey\": \"…\"}."
            )
        }
    }
}
