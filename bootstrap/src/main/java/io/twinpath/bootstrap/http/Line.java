package io.twinpath.bootstrap.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.jspecify.annotations.Nullable;

/** The wire of one connection; nothing here blocks. */
final class Line {
    /** Of a connection that had ended already. */
    private static final InetAddress NOWHERE = new InetSocketAddress(0).getAddress();

    private final TCPNIOTransport transport;
    private final TCPNIOConnection connection;
    private final InetAddress peer;
    private boolean paused;

    Line(TCPNIOTransport transport, TCPNIOConnection connection) {
        this.transport = transport;
        this.connection = connection;
        this.peer = connection.getPeerAddress() instanceof InetSocketAddress address ? address.getAddress() : NOWHERE;
    }

    /** Who was at the other end when it was new. */
    InetAddress peer() {
        return peer;
    }

    void write(byte[] bytes) {
        write(bytes, null);
    }

    /** Tells the conversation as all of it has left. */
    void writeAnswer(byte[] bytes, Conversation conversation) {
        write(bytes, new Told(conversation));
    }

    /** Leaves what arrives in the socket, until the other side can send no more. */
    void pause() {
        try {
            if (!paused) {
                paused = true;
                connection.disableIOEvent(IOEvent.READ);
            }
        } catch (IOException e) {
            close();
        }
    }

    void resume() {
        try {
            if (paused) {
                paused = false;
                connection.enableIOEvent(IOEvent.READ);
            }
        } catch (IOException e) {
            close();
        }
    }

    void shutDownOutput() {
        try {
            ((SocketChannel) connection.getChannel()).shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    /** At once: what was not written by now is not. */
    void close() {
        connection.terminateSilently();
    }

    private void write(byte[] bytes, @Nullable CompletionHandler<WriteResult<WritableMessage, SocketAddress>> told) {
        transport
                .getAsyncQueueIO()
                .getWriter()
                .write(connection, null, Buffers.wrap(connection.getMemoryManager(), bytes), told);
    }

    private record Told(Conversation conversation)
            implements CompletionHandler<WriteResult<WritableMessage, SocketAddress>> {
        @Override
        public void completed(WriteResult<WritableMessage, SocketAddress> result) {
            conversation.written();
        }

        @Override
        public void updated(WriteResult<WritableMessage, SocketAddress> result) {}

        @Override
        public void cancelled() {}

        /** The connection is gone, which the conversation is told anyway. */
        @Override
        public void failed(Throwable failure) {}
    }
}
