package dev.flotilla.edge.engine.control;

import dev.flotilla.edge.engine.wire.Frames;
import dev.flotilla.proto.engine.v1.Command;
import dev.flotilla.proto.engine.v1.Reply;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves one agent at a time: a new one takes the place of the old. Goes on when agents come and go. */
public final class ControlServer implements AutoCloseable {
    private final ControlSocket socket;
    private final Commands commands;
    private final Thread acceptor = new Thread(this::accept, "control");
    private volatile boolean isClosed;
    private volatile @Nullable Frames agent;

    public ControlServer(ControlSocket socket, Commands commands) {
        this.socket = socket;
        this.commands = commands;
    }

    public ControlServer start() {
        acceptor.start();
        return this;
    }

    private void accept() {
        while (!isClosed) {
            try {
                SocketChannel channel = socket.accept();
                closeAgent();
                var frames = new Frames(channel);
                agent = frames;
                new Thread(() -> serve(frames), "agent").start();
            } catch (IOException e) {
                if (!isClosed) {
                    System.err.println("control socket: " + e);
                }
            }
        }
    }

    private void serve(Frames frames) {
        try (frames) {
            Optional<Command> command = frames.read(Command.parser());
            while (command.isPresent()) {
                frames.write(answer(command.get()));
                command = frames.read(Command.parser());
            }
        } catch (IOException gone) {
            // The agent died, or another one took its place. The flows run on.
        }
    }

    private Reply answer(Command command) {
        var reply = Reply.newBuilder().setNumber(command.getNumber());
        try {
            synchronized (commands) {
                carryOut(command, reply);
            }
        } catch (RefusedException e) {
            reply.setFault(e.fault());
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            reply.setFault("the engine failed: " + bug);
        }
        return reply.build();
    }

    private void carryOut(Command command, Reply.Builder reply) throws RefusedException {
        switch (command.getCommandCase()) {
            case GREET -> reply.setGreeting(commands.greet(command.getGreet().getAgentVersion()));
            case APPLY -> commands.apply(command.getApply().getFlow());
            case REMOVE -> commands.remove(command.getRemove().getFlowId());
            case OBSERVE ->
                reply.setObservation(commands.observe(command.getObserve().getSeenEvent()));
            case SELECT ->
                commands.select(
                        command.getSelect().getFlowId(), command.getSelect().getSource());
            case PING -> {
                // The reply says it all.
            }
            case SHUTDOWN -> commands.shutdown();
            case COMMAND_NOT_SET -> throw new RefusedException("the engine does not know this command");
        }
    }

    private void closeAgent() throws IOException {
        Frames before = agent;
        if (before != null) {
            before.close();
        }
    }

    /** Lets the agent go and frees the socket. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        closeAgent();
        socket.close();
    }
}
