package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.service.Administration;
import io.twinpath.bootstrap.service.Tokens;
import io.twinpath.domain.NotFound;
import io.twinpath.domain.user.LoginName;
import io.twinpath.domain.user.UserId;
import io.twinpath.domain.user.Username;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = {
            "Prints an access token for a user of the running 'twinpath dev'.",
            "It is signed with the key of that service, and no other accepts it. A service with",
            "TWINPATH_TOKEN_ISSUER accepts the tokens of that issuer alone."
        })
final class TokenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "USERNAME")
    private String username = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = DevelopmentData.atHome().configuration();
        Username name = Username.of(username);
        try (Administration administration = Administration.open(configuration)) {
            UserId id = administration
                    .find(new LoginName.ByUsername(name))
                    .orElseThrow(() -> new NotFound("user " + name))
                    .id();
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getOut()
                    .println(Tokens.own(configuration).issue(id).value());
        }
        return ExitCode.OK;
    }
}
