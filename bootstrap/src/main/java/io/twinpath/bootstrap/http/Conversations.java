package io.twinpath.bootstrap.http;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.jspecify.annotations.Nullable;

/** One for each connection, told of what happens on it by the one thread that reads. */
final class Conversations extends BaseFilter {
    private final Attribute<@Nullable Conversation> attribute =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("twinpath.conversation");
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final TCPNIOTransport transport;
    private final Rules rules;

    Conversations(TCPNIOTransport transport, Rules rules) {
        this.transport = transport;
        this.rules = rules;
    }

    /** Those whose connections are open, as it changes. */
    Set<Conversation> open() {
        return Collections.unmodifiableSet(open);
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        TCPNIOConnection connection = (TCPNIOConnection) context.getConnection();
        Conversation begun = new Conversation(new Line(transport, connection), rules);
        open.add(begun);
        attribute.set((Connection<?>) connection, begun);
        return context.getStopAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        Conversation conversation = attribute.get((Connection<?>) context.getConnection());
        Buffer bytes = context.getMessage();
        if (conversation != null) {
            conversation.received(bytes);
        }
        bytes.tryDispose();
        return context.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) {
        Conversation ended = attribute.get((Connection<?>) context.getConnection());
        if (ended != null) { // the port itself has none
            ended.closed();
            open.remove(ended);
        }
        return context.getStopAction();
    }
}
