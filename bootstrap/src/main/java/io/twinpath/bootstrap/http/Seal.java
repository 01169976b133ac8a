package io.twinpath.bootstrap.http;

import javax.net.ssl.SSLException;
import org.glassfish.grizzly.Buffer;

/** What lies between requests and the wire: nothing, or TLS. It never blocks, and its conversation's lock guards it. */
interface Seal {
    enum Progress {
        /** Both sides do not know each other yet; the other one has to send more. */
        HANDSHAKING,
        /** There is work to be done, by another thread, before it goes on. */
        WORKING,
        /** All that arrived was opened. */
        OPEN,
        /** What arrived was opened but for a rest, which has not arrived as a whole. */
        PARTLY_OPEN,
        /** Nothing that arrives can be read any more. */
        BROKEN
    }

    /** Opens what arrived; what has to be said to the other side for that is written. */
    Progress open(Buffer arrived, RequestReader to, Line line);

    /** After {@link Progress#WORKING}: has another thread do the work, and that after it; false where it takes no more. */
    boolean work(Runnable then);

    /** Goes on after the work. */
    Progress resume(RequestReader to, Line line);

    byte[] seal(byte[] bytes) throws SSLException;

    /** What comes last of all; nothing where nothing needs to be said. */
    byte[] farewell();
}
