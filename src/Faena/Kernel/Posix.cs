using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Faena.Kernel;

/// <summary>What .NET does not offer of Linux: owners of files, signals, and a folder's own fsync.</summary>
internal static partial class Posix
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;

    /// <summary>The error (EWOULDBLOCK) of opening a file that another process holds.</summary>
    public const int WouldBlock = 11;

    /// <summary>The user this process acts as; 0 is root.</summary>
    public static uint EffectiveUser => geteuid();

    /// <summary>Sends a signal; false when there is no such process.</summary>
    public static bool Signal(int pid, int signal)
    {
        const int noSuchProcess = 3;
        if (kill(pid, signal) == 0)
        {
            return true;
        }
        var error = Marshal.GetLastPInvokeError();
        return error == noSuchProcess ? false : throw new Win32Exception(error, $"Cannot signal process {pid}");
    }

    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (lchown(path, user, group) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot change the owner of {path}");
        }
    }

    /// <summary>Who owns the file or folder itself, never what a link points at.</summary>
    public static uint OwnerOf(string path)
    {
        if (statx(CurrentFolder, path, DoNotFollowLinks, WantOwner, out var status) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot tell the owner of {path}");
        }
        return status.User;
    }

    /// <summary>Makes a rename or a new name in the folder survive a power cut.</summary>
    public static void FlushFolder(string path)
    {
        using var folder = open(path, OpenFolder);
        if (folder.IsInvalid || fsync(folder) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot flush the folder {path}");
        }
    }

    private const int CurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint WantOwner = 0x8;
    private const int CloseOnExec = 0x80000;
    private const int OpenFolder = CloseOnExec;

    // statx, unlike stat, has one layout on every processor.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint User;
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lchown(string path, uint user, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);
}
