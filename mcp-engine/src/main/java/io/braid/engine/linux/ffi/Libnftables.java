package io.braid.engine.linux.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * libnftables, on which the tool {@code nft} stands: a command costs a fraction of a millisecond in it, and more than ten
 * times as much with a process for each. It comes with Debian's package nftables.
 */
public final class Libnftables {
    private static final String LIBRARY = "libnftables.so.1";

    // nftables/libnftables.h
    private static final int OUTPUT_JSON = 1 << 4;
    private static final int DEFAULT = 0;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    private static final MethodHandle NEW = call("nft_ctx_new", ADDRESS, JAVA_INT);
    private static final MethodHandle FREE = LINKER.downcallHandle(
            SYMBOLS.findOrThrow("nft_ctx_free"), FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle SET_FLAGS = LINKER.downcallHandle(
            SYMBOLS.findOrThrow("nft_ctx_output_set_flags"), FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    private static final MethodHandle SET_DRY_RUN = LINKER.downcallHandle(
            SYMBOLS.findOrThrow("nft_ctx_set_dry_run"), FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
    private static final MethodHandle BUFFER_OUTPUT = call("nft_ctx_buffer_output", JAVA_INT, ADDRESS);
    private static final MethodHandle BUFFER_ERROR = call("nft_ctx_buffer_error", JAVA_INT, ADDRESS);
    private static final MethodHandle OUTPUT = call("nft_ctx_get_output_buffer", ADDRESS, ADDRESS);
    private static final MethodHandle ERROR = call("nft_ctx_get_error_buffer", ADDRESS, ADDRESS);
    private static final MethodHandle RUN = call("nft_run_cmd_from_buffer", JAVA_INT, ADDRESS, ADDRESS);

    private Libnftables() {}

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static AssertionError impossible(Throwable t) {
        return new AssertionError("a downcall threw", t);
    }

    /**
     * A context for the calling thread's namespace, which keeps its output and its errors; freed with the segment.
     *
     * @return {@link MemorySegment#NULL} if there is no memory
     */
    public static MemorySegment open() {
        try {
            MemorySegment context = (MemorySegment) NEW.invokeExact(DEFAULT);
            if (context.equals(MemorySegment.NULL)) {
                return context;
            }
            SET_FLAGS.invokeExact(context, OUTPUT_JSON);
            if ((int) BUFFER_OUTPUT.invokeExact(context) != 0 || (int) BUFFER_ERROR.invokeExact(context) != 0) {
                free(context);
                return MemorySegment.NULL;
            }
            return context.reinterpret(Arena.ofAuto(), Libnftables::free);
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    private static void free(MemorySegment context) {
        try {
            FREE.invokeExact(context);
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /**
     * Runs commands, JSON or text; by one thread at a time.
     *
     * @param dry whether they are only looked at
     * @return 0 if all is well
     */
    public static int run(MemorySegment context, String commands, boolean dry) {
        try (Arena arena = Arena.ofConfined()) {
            SET_DRY_RUN.invokeExact(context, dry);
            return (int) RUN.invokeExact(context, arena.allocateFrom(commands));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** What the last commands told; once. */
    public static String output(MemorySegment context) {
        return text(OUTPUT, context);
    }

    /** What was wrong with the last commands; once. */
    public static String error(MemorySegment context) {
        return text(ERROR, context);
    }

    private static String text(MethodHandle buffer, MemorySegment context) {
        try {
            MemorySegment text = (MemorySegment) buffer.invokeExact(context);
            return text.equals(MemorySegment.NULL) ? "" : text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable t) {
            throw impossible(t);
        }
    }
}
